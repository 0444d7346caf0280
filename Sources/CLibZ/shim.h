// What reading compressed measurements needs of zlib: inflating gzip streams.
#ifndef ASSAY_CLIBZ_SHIM_H
#define ASSAY_CLIBZ_SHIM_H

#include <zlib.h>

#endif
