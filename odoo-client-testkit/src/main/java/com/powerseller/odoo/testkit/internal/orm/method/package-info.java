/** Methods: what they take, and what calls of them do. */
@NullMarked
package com.powerseller.odoo.testkit.internal.orm.method;

import org.jspecify.annotations.NullMarked;
