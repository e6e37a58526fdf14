"""One segment at a time: who they are, what they buy and when, who among them is atypical."""
