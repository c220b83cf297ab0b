package org.ignition.backup.host;

/** What goes wrong on a host such as Alpine's. */
class BusyboxHostStoreFaultsIT extends HostStoreFaultsIT {

  @Override
  HostPrograms programs() {
    return HostPrograms.BUSYBOX;
  }
}
