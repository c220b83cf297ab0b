package org.ignition.backup.host;

import org.ignition.testing.RealTool;
import org.ignition.testing.Sshd;

/** A host whose every program is BusyBox's, as Alpine's are. */
class BusyboxHostStoreIT extends HostStoreIT {

  @Override
  void prepare(Sshd sshd) throws Exception {
    sshd.program("sh", "exec " + RealTool.require("busybox") + " sh \"$@\"");
  }
}
