"""From a provider's raw export to a families file without personal data, and the key that stays behind."""
