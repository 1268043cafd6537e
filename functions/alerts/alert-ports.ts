import type { AcknowledgePorts } from './acknowledge-alert.ts';
import type { EscalatePorts } from './escalate-alerts.ts';
import type { DigestPorts } from './make-digests.ts';
import type { RaisePorts } from './raise-alerts.ts';
import type { AlertDeskPorts } from './read-alert-desk.ts';

/** All that alerts and digests need. */
export type AlertPorts = RaisePorts &
  EscalatePorts &
  DigestPorts &
  AcknowledgePorts &
  AlertDeskPorts;
