"""Makes the corpus: `make_corpus.py FOLDER` writes every workbook and CSV file with its expectation.

Workbooks go to FOLDER/xlsx, CSV files to FOLDER/csv.
"""

import sys

import delimited
import workbooks_handmade
import workbooks_produced
import workbooks_refused
from corpus import Corpus


def main():
    folder = sys.argv[1]
    workbooks = Corpus(folder + "/xlsx")
    workbooks_handmade.add_all(workbooks)
    workbooks_refused.add_all(workbooks)
    workbooks_produced.add_all(workbooks)
    delimited.add_all(Corpus(folder + "/csv"))


if __name__ == "__main__":
    main()
