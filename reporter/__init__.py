"""Make a customer segmentation report from a client's file."""
