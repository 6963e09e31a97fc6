"""Speed and cost as ratios against a baseline in the same run; absolute times say more of the machine."""
