"""The posture check: how a person stands or sits, averaged over some still seconds. Pure."""
