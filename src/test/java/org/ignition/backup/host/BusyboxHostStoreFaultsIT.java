package org.ignition.backup.host;

/** What goes wrong on a host such as Alpine's. */
class BusyboxHostStoreFaultsIT extends HostStoreFaultsIT {
  BusyboxHostStoreFaultsIT() {
    super(HostPrograms.BUSYBOX);
  }
}
