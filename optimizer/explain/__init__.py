"""Why a family is in no constellation, what would let it in, and which rules clash."""
