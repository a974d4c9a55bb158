// All is in the header, so that callers inline it.
#include "CByteMasks.h"
