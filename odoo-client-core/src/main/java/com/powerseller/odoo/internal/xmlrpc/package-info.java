/** The XML-RPC protocol. */
@NullMarked
package com.powerseller.odoo.internal.xmlrpc;

import org.jspecify.annotations.NullMarked;
