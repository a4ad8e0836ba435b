"""The pages on what a jobcenter and an a-kasse agree on: times for joint meetings (VEJ 10044 4.2)."""
