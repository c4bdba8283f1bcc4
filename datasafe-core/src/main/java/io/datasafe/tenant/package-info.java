/** Row level security for tenants: policies as DDL, and an audit of everything that would make them void. */
@NullMarked
package io.datasafe.tenant;

import org.jspecify.annotations.NullMarked;
