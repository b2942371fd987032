// System headers that the Glibc module leaves out.
#include <malloc.h>
