// Debian's libxml2 is built with ICU, and its headers bring in the system's ICU, which Foundation's own
// contradicts wherever both are imported. Nothing here uses those types, so their header is kept out.
#include <stdint.h>
#define UCNV_H
typedef struct UConverter UConverter;
typedef uint16_t UChar;

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>
