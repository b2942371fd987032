"""Makes the corpus: `make_corpus.py FOLDER` writes every workbook and CSV file with its expectation.

Workbooks go to FOLDER/xlsx, CSV files to FOLDER/csv, tables drawn at random to FOLDER/random.
"""

import argparse

import delimited
import random_tables
import workbooks_handmade
import workbooks_produced
import workbooks_refused
from corpus import Corpus


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder")
    parser.add_argument("--seed", type=int, default=1, help="of the random tables")
    parser.add_argument("--tables", type=int, default=20, help="random tables for each writer")
    options = parser.parse_args()
    folder = options.folder
    workbooks = Corpus(folder + "/xlsx")
    workbooks_handmade.add_all(workbooks)
    workbooks_refused.add_all(workbooks)
    workbooks_produced.add_all(workbooks)
    delimited.add_all(Corpus(folder + "/csv"))
    random_tables.add_all(Corpus(folder + "/random"), options.seed, options.tables)


if __name__ == "__main__":
    main()
