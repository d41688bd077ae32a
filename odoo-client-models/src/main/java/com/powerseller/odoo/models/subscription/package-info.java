/** Subscriptions, whichever model a server keeps them in. */
@NullMarked
package com.powerseller.odoo.models.subscription;

import org.jspecify.annotations.NullMarked;
