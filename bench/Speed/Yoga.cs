using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Slotline.Speed;

/// <summary>The queue page by another GraphQL server, where Node.js and npm are to be had.</summary>
internal static class Yoga
{
    private static readonly string Folder = Path.Combine(Path.GetDirectoryName(Here())!, "yoga");

    public static Child Start(string connectionString, Firm firm)
    {
        if (!Directory.Exists(Path.Combine(Folder, "node_modules")))
        {
            using var npm = Process.Start(
                new ProcessStartInfo("npm", ["ci", "--silent"]) { WorkingDirectory = Folder })!;
            npm.WaitForExit();
        }

        var database = new Npgsql.NpgsqlConnectionStringBuilder(connectionString);
        return Child.Node(
            Path.Combine(Folder, "server.mjs"),
            ("ORGANIZATION", firm.Id.ToString()),
            ("PGHOST", database.Host!),
            ("PGPORT", $"{database.Port}"),
            ("PGUSER", database.Username!),
            ("PGPASSWORD", database.Password!),
            ("PGDATABASE", database.Database!));
    }

    private static string Here([CallerFilePath] string path = "") => path;
}
