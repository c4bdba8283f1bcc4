@NullMarked
package io.datasafe.jooq;

import org.jspecify.annotations.NullMarked;
