/**
 * Webhooks of Odoo, as hints: {@link com.powerseller.odoo.provisioning.webhook.WebhookReceiver} takes what an HTTP server has received, of whatever framework, and keeps the hint in the
 * store. Nothing that a webhook says is believed but that a record may have changed.
 */
@NullMarked
package com.powerseller.odoo.provisioning.webhook;

import org.jspecify.annotations.NullMarked;
