/** Tickets of the helpdesk, Enterprise's or OCA's: their users, their stages, and when one is closed. */
@NullMarked
package com.powerseller.odoo.models.helpdesk;

import org.jspecify.annotations.NullMarked;
