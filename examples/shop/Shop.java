import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A service in one file: it answers /health with the version that was embedded in its image.
 *
 * <p>{@code java Shop.java} serves; {@code java Shop.java version} prints the version and exits.
 */
public class Shop {

  static final Path VERSION = Path.of(System.getenv().getOrDefault("VERSION_FILE", "/app/VERSION"));

  public static void main(String[] args) throws IOException {
    if (args.length == 1 && args[0].equals("version")) {
      System.out.println(version());
      return;
    }
    int port = Integer.parseInt(System.getenv().getOrDefault("PORT", "8080"));
    HttpServer server = HttpServer.create(new InetSocketAddress(port), 0);
    server.createContext("/health", exchange -> answer(exchange, health()));
    server.createContext("/", exchange -> answer(exchange, "{\"shop\":\"open\",\"version\":\"" + version() + "\"}"));
    server.start();
    System.out.println("shop " + version() + " listens on " + port);
  }

  static String health() throws IOException {
    return "{\"status\":\"ok\",\"version\":\"" + version() + "\"}";
  }

  static String version() throws IOException {
    return Files.readString(VERSION).strip();
  }

  static void answer(HttpExchange exchange, String json) throws IOException {
    byte[] body = json.getBytes("UTF-8");
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
