using System.Text.RegularExpressions;

namespace Slotline.Graph.Tests.Engine;

/// <summary>
/// What is written straight from objects reads, byte for byte, like what the engine resolves field by field.
/// </summary>
public sealed partial class DifferentialTests : IDisposable
{
    private const int Documents = 300;

    private readonly LibraryHost _direct = new(Generous);
    private readonly LibraryHost _resolved = new(options =>
    {
        Generous(options);
        options.ResolvesEverything = true;
    });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Both_ways_answer_the_same(bool broken)
    {
        var schema = (await _direct.AskAsync(StandardIntrospection.Query)).Data.GetProperty("__schema");
        var (differing, withErrors) = (new List<string>(), 0);
        for (var seed = 0; seed < Documents; seed++)
        {
            var root = seed % 3 == 0 ? "specimen" : "specimens";
            var arguments = $"(seed: {seed}, broken: {(broken ? "true" : "false")})";
            var document = new DocumentMaker(schema, seed).Query(root, arguments, "Specimen");

            // Twice: a plan is made by the first and used by the second.
            var expected = await _resolved.AskAsync(document);
            var made = await _direct.AskAsync(document);
            var used = await _direct.AskAsync(document);

            withErrors += expected.Errors.Length > 0 ? 1 : 0;
            if (Comparable(expected) != Comparable(made) || Comparable(expected) != Comparable(used))
                differing.Add($"{document}\n  resolved: {Comparable(expected)}\n  direct:   {Comparable(made)}");
        }

        Assert.True(differing.Count == 0, string.Join("\n\n", differing.Take(3)));
        Assert.InRange(withErrors, broken ? Documents / 5 : 0, Documents);
    }

    [Fact]
    public async Task Introspection_is_the_same()
    {
        var expected = await _resolved.AskAsync(StandardIntrospection.Query);

        Assert.Equal(expected.Text, (await _direct.AskAsync(StandardIntrospection.Query)).Text);
    }

    [Fact]
    public async Task Arguments_of_repeated_fields_hold_for_every_request()
    {
        const string Query =
            """
            query ($n: Int) { specimens(seed: 4) { shout(times: $n) } specimens(seed: 4) { shout(times: $n) number } }
            """;

        foreach (var n in new[] { 1, 2, 3, 2 })
        {
            var expected = await _resolved.AskAsync(Query, new { n });
            Assert.Equal(expected.Text, (await _direct.AskAsync(Query, new { n })).Text);
        }
    }

    public void Dispose()
    {
        _direct.Dispose();
        _resolved.Dispose();
    }

    private static void Generous(Graph.Engine.GraphEngineOptions options)
    {
        options.MaxFields = 100_000;
        options.MaxAliases = 100_000;
        options.MaxDirectives = 100_000;
        options.MaxCost = int.MaxValue;
        options.MaxErrors = 10_000;
    }

    /// <summary>Data as it is; errors without the ids of faults, in no order, for loads end when they end.</summary>
    private static string Comparable(Answer answer)
    {
        var data = answer.Json.TryGetProperty("data", out var given) ? given.GetRawText() : "no data";
        var errors = answer.Errors.Select(error => FaultId().Replace(error.GetRawText(), ""));
        return $"{data} {string.Join(' ', errors.Order(StringComparer.Ordinal))}";
    }

    [GeneratedRegex(",\"id\":\"[0-9a-f]{16}\"")]
    private static partial Regex FaultId();
}
