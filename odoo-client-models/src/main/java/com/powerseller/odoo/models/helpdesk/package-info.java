/** Tickets of the helpdesk (Enterprise): their users, their stages, and when one is closed. */
@NullMarked
package com.powerseller.odoo.models.helpdesk;

import org.jspecify.annotations.NullMarked;
