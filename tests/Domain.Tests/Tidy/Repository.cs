using System.Diagnostics;

namespace Slotline.Domain.Tests.Tidy;

/// <summary>The source as git knows it, whether or not it is committed yet.</summary>
internal static class Repository
{
    private static readonly string[] Endings = [".cs", ".ts", ".tsx", ".md", ".css", ".csproj", ".props"];

    public static string Root { get; } = FindRoot();

    public static IReadOnlyList<SourceFile> Files { get; } = ReadFiles();

    public static IEnumerable<SourceFile> CSharp => Files.Where(file => file.IsCSharp);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Slotline.slnx")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("These tests run inside the repository.");
        }

        return folder.FullName;
    }

    // A tree that was unpacked without git is walked instead; what builds make lies in folders of known names.
    private static SourceFile[] ReadFiles() =>
    [
        .. (Path.Exists(Path.Combine(Root, ".git")) ? Listed() : Walked())
            .Where(path => Endings.Contains(Path.GetExtension(path)) && !IsGenerated(path))
            .Where(path => File.Exists(Path.Combine(Root, path)))
            .Select(path => new SourceFile(path, File.ReadAllText(Path.Combine(Root, path)))),
    ];

    private static bool IsGenerated(string path) =>
        path.StartsWith("src/Persistence/Migrations/", StringComparison.Ordinal)
        || path.StartsWith("web/src/gql/", StringComparison.Ordinal);

    private static string[] Listed()
    {
        var start = new ProcessStartInfo("git", ["ls-files", "--cached", "--others", "--exclude-standard"])
        {
            WorkingDirectory = Root,
            RedirectStandardOutput = true,
        };
        using var git = Process.Start(start)!;
        return git.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static IEnumerable<string> Walked() =>
        System.IO.Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Where(path => !path.Split('/').Any(part => part is "bin" or "obj" or "node_modules" or "dist"));
}
