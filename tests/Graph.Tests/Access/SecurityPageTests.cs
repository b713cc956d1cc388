using System.Text.RegularExpressions;

namespace Slotline.Graph.Tests.Access;

/// <summary>What SECURITY.md promises is held by tests that exist.</summary>
public sealed partial class SecurityPageTests
{
    private static readonly string Root = Path.Combine(AppContext.BaseDirectory, "../../../../..");

    [Fact]
    public void Every_promise_names_its_tests()
    {
        var rows = File.ReadAllLines(Path.Combine(Root, "SECURITY.md"))
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(2).ToList();
        var tests = System.IO.Directory
            .EnumerateFiles(Path.Combine(Root, "tests"), "*.cs", SearchOption.AllDirectories)
            .Where(file => file.EndsWith("Tests.cs", StringComparison.Ordinal))
            .SelectMany(file => ClassName().Matches(File.ReadAllText(file)).Select(name => name.Groups[1].Value))
            .ToHashSet();

        Assert.InRange(rows.Count, 10, 100);
        Assert.All(rows, row =>
        {
            var named = TestName().Matches(row).Select(name => name.Groups[1].Value).ToList();
            Assert.True(named.Count > 0, $"No test is named: {row}");
            Assert.Equal([], named.Where(name => !tests.Contains(name)));
        });
    }

    [GeneratedRegex(@"class (\w+Tests)\b")]
    private static partial Regex ClassName();

    [GeneratedRegex(@"`(\w+Tests)`")]
    private static partial Regex TestName();
}
