"""The refusal to write a plan that its own verification does not bear out."""


class UnverifiedError(Exception):
    """The plan that would be written does not pass the verifier, or is not worth what it states."""
