/** Prepares an Odoo for provisioning: a user with few rights, and webhooks. */
@NullMarked
package com.powerseller.odoo.examples.setup;

import org.jspecify.annotations.NullMarked;
