/** What every model can do beyond creating, reading, writing and searching: rights, external ids, import and export, the forms of the web client, translations. */
@NullMarked
package com.powerseller.odoo.testkit.internal.base;

import org.jspecify.annotations.NullMarked;
