"""The posture check: how a person stands or sits, averaged over a few still seconds. Pure."""
