"""What `make_sample_data.py` is made of: draws, an invented catalogue, a shop's orders and two
customer tables.
"""
