// What reading reference manifests needs of libxml2: trees, parsing and canonical XML.
#ifndef ASSAY_CLIBXML2_SHIM_H
#define ASSAY_CLIBXML2_SHIM_H

#include <libxml/xmlversion.h>
// Debian's libxml2 includes the system's ICU headers, and Swift's Foundation brings its own ICU with the same names: a
// file that imports both would not compile. They only describe libxml2's encoding handlers, which nobody here touches.
#undef LIBXML_ICU_ENABLED

#include <libxml/c14n.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxml/xmlerror.h>

#endif
