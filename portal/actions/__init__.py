"""What a person can do, one file each: a command in, an outcome out, one transaction.

An action loads the facts, asks the policy, and writes booking, decision, audit entry and outbox rows
together or not at all. It knows no web framework; what it says is put into words elsewhere.
"""
