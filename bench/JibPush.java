import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import java.nio.file.Files;
import java.nio.file.Path;

/** The peer of bench/requests.sh: the same image, pushed by Jib's own client. */
public class JibPush {

  public static void main(String[] arguments) throws Exception {
    System.setProperty("sendCredentialsOverHttp", "true");
    Path folder = Path.of(arguments[1]);
    JibContainerBuilder image = Jib.fromScratch().setFormat(ImageFormat.OCI);
    for (int i = 1; i <= 6; i++) {
      image.addFileEntriesLayer(
          FileEntriesLayer.builder().setName("l" + i).addEntry(folder.resolve("file" + i), com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath.get("/app/file" + i)).build());
    }
    Path caches = Files.createTempDirectory("jib");
    Containerizer to =
        Containerizer.to(RegistryImage.named(arguments[0] + ":t1"))
            .setAllowInsecureRegistries(true)
            .setApplicationLayersCache(caches)
            .setBaseImageLayersCache(caches);
    for (int tag = 2; tag <= Integer.parseInt(arguments[2]); tag++) {
      to.withAdditionalTag("t" + tag);
    }
    System.out.println(image.containerize(to).getDigest());
  }
}
