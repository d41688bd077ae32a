/** The JSON-RPC protocol. */
@NullMarked
package com.powerseller.odoo.internal.jsonrpc;

import org.jspecify.annotations.NullMarked;
