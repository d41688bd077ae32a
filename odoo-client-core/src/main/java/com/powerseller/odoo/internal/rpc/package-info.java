/** What the three protocols share: calls, replies, faults, and the interface that each protocol implements. */
@NullMarked
package com.powerseller.odoo.internal.rpc;

import org.jspecify.annotations.NullMarked;
