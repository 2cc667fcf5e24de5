"""The first hour of somebody who has two exports and this program: what it takes to get to a plan."""
