namespace Slotline.Domain.Tests.Tidy;

/// <summary>Holds the source to what we agreed; where a rule cannot hold, the list below says why.</summary>
public sealed class SourceIsTidyTests
{
    internal static readonly Dictionary<string, Func<IReadOnlyList<SourceFile>, IEnumerable<Offence>>> Rules = new()
    {
        ["a file has at most 300 lines"] = SizeRules.Files,
        ["a line has at most 120 columns"] = SizeRules.Lines,
        ["a method has at most 60 lines"] = SizeRules.Methods,
        ["95 of 100 methods have fewer than 30 lines"] = SizeRules.ShortMethods,
        ["a folder splits at 12 files"] = SizeRules.Folders,
        ["no type is named by an empty word"] = NameRules.Types,
        ["a namespace is where the file lies"] = NameRules.Namespaces,
        ["a test's name is a sentence"] = NameRules.Tests,
        ["the GraphQL library is met in one folder"] = LayerRules.GraphLibrary,
        ["the domain knows time and nothing else"] = LayerRules.Domain,
        ["the domain references NodaTime only"] = LayerRules.References,
        ["persistence does not know how it is asked"] = LayerRules.Persistence,
        ["the transports know no field and no engine"] = LayerRules.Transport,
        ["what is not derived from is sealed"] = HabitRules.Sealed,
        ["an interface is a seam"] = HabitRules.Interfaces,
        ["no error is swallowed"] = HabitRules.Catches,
        ["there is one clock"] = HabitRules.Clocks,
        ["nothing is left to do"] = HabitRules.Leftovers,
        ["no warning is hidden"] = HabitRules.Suppressions,
        ["no test is skipped"] = HabitRules.Skips,
    };

    /// <summary>Rule, path, and why the rule does not hold there.</summary>
    private static readonly (string Rule, string Path, string Why)[] Exceptions =
    [
        ("no type is named by an empty word", "src/Graph/Engine/Paging/Connection.cs", "PageInfo is Relay's own."),
        ("there is one clock", "tests/Graph.Tests/Stories/CrashTests.cs", "Its servers are real, so is their clock."),
        ("what is not derived from is sealed", "bench/Slots/SearchBenchmarks.cs", "The harness derives from it."),
        ("an interface is a seam", "src/Graph/Engine/CurrentCaller.cs", "The engine knows no rights; one folder does."),
    ];

    public static TheoryData<string> RuleNames => [.. Rules.Keys];

    [Theory]
    [MemberData(nameof(RuleNames))]
    public void In_all_of_the_source(string rule)
    {
        var offences = Rules[rule](Repository.Files)
            .Where(offence => !Exceptions.Any(one => one.Rule == rule && one.Path == offence.Path))
            .ToList();

        Assert.True(offences.Count == 0, $"It does not hold that {rule}:\n{string.Join('\n', offences)}");
    }

    [Fact]
    public void With_no_exception_that_is_not_needed_any_more()
    {
        var needless = Exceptions
            .Where(one => !Rules[one.Rule](Repository.Files).Any(offence => offence.Path == one.Path));

        Assert.Empty(needless);
    }
}
