/** Row level security for tenants: the policies as DDL, and an audit of what would make them void. */
@NullMarked
package io.datasafe.tenant;

import org.jspecify.annotations.NullMarked;
