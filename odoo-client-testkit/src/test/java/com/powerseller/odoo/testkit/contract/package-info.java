/**
 * The contract suite: what the client promises, over each protocol, held against a server. One set of tests; which server is meant is behind
 * {@link com.powerseller.odoo.testkit.contract.ContractTarget}.
 */
@NullMarked
package com.powerseller.odoo.testkit.contract;

import org.jspecify.annotations.NullMarked;
