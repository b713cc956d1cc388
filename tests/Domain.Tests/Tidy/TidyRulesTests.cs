namespace Slotline.Domain.Tests.Tidy;

/// <summary>Every rule refuses what it is there to refuse, and lets its tidy twin pass.</summary>
public sealed class TidyRulesTests
{
    private static readonly string Tall = string.Concat(Enumerable.Repeat("        Call();\n", 60));
    private static readonly string Wide = new('x', 121);

    [Fact]
    public void Refuse_a_manyfile() => Refuses(
        SizeRules.Files, At("src/A.cs", new string('\n', 301)), At("src/A.cs", new string('\n', 300)));

    [Fact]
    public void Refuse_a_manyline() => Refuses(
        SizeRules.Lines, At("src/A.cs", $"// {Wide}"), At("src/A.cs", "// short"));

    [Fact]
    public void Refuse_a_manymethod() => Refuses(
        SizeRules.Methods,
        At("src/A.cs", $"class A\n{{\n    [Slow]\n    void B()\n    {{\n{Tall}    }}\n}}\n"),
        At("src/A.cs", $"class A\n{{\n    [Slow]\n    void B()\n    {{\n{Tall[..^80]}    }}\n}}\n"));

    [Fact]
    public void Refuse_many_longish_methods() => Refuses(
        SizeRules.ShortMethods,
        At("src/A.cs", Methods(18, 2)),
        At("src/A.cs", Methods(19, 1)));

    [Fact]
    public void Refuse_a_full_folder()
    {
        var thirteen = Enumerable.Range(0, 13).Select(i => At($"src/A/{i}.cs", "")).ToList();

        Assert.Single(SizeRules.Folders(thirteen));
        Assert.Empty(SizeRules.Folders(thirteen[1..]));
    }

    [Theory]
    [InlineData("RequestManager", "Requests")]
    [InlineData("MailHelper", "Helpful")]
    [InlineData("DateUtils", "Utilization")]
    [InlineData("MailService", "ServiceNode")]
    [InlineData("RequestService", "TechniciansByService")]
    [InlineData("NodeBase", "Database")]
    [InlineData("DemoData", "Metadata")]
    [InlineData("UserInfo", "Information")]
    [InlineData("BusImpl", "Service")]
    public void Refuse_an_empty_word(string refused, string allowed) => Refuses(
        NameRules.Types, At("src/A.cs", $"class {refused};"), At("src/A.cs", $"class {allowed};"));

    [Fact]
    public void Refuse_a_namespace_of_another_folder()
    {
        Refuses(
            NameRules.Namespaces,
            At("src/Domain/Requests/A.cs", "namespace Slotline.Domain;"),
            At("src/Domain/Requests/A.cs", "namespace Slotline.Domain.Requests;"));
        Assert.Empty(NameRules.Namespaces([At("tests/Servers/A.cs", "namespace Slotline.Tests.Servers;")]));
    }

    [Fact]
    public void Refuse_a_test_without_a_sentence() => Refuses(
        NameRules.Tests,
        At("tests/A.cs", "class A { [Fact] public void Works() { } }"),
        At("tests/A.cs", "class A { [Fact] public void It_works() { } public void Helps() { } }"));

    [Theory]
    [InlineData("using GraphQL;")]
    [InlineData("using GraphQL.Types;")]
    [InlineData("global using static GraphQL.Types.Schema;")]
    [InlineData("using Types = GraphQL.Types;")]
    [InlineData("using GraphQLParser.AST;")]
    [InlineData("class A { GraphQL.Types.ISchema schema; }")]
    [InlineData("class A { object B() => GraphQL.Types.Schema.For(\"\"); }")]
    public void Refuse_the_GraphQL_library_outside_its_folder(string text) => Refuses(
        LayerRules.GraphLibrary, At("src/Graph/Requests/A.cs", text), At("src/Graph/Engine/A.cs", text));

    [Theory]
    [InlineData("using Microsoft.EntityFrameworkCore;")]
    [InlineData("using Slotline.Persistence;")]
    [InlineData("class A { Microsoft.Extensions.Logging.ILogger log; }")]
    public void Refuse_a_domain_that_knows_more_than_time(string text) => Refuses(
        LayerRules.Domain, At("src/Domain/A.cs", text), At("src/Domain/A.cs", "using NodaTime; using System.Text;"));

    [Fact]
    public void Refuse_a_domain_that_references_more_than_NodaTime() => Refuses(
        LayerRules.References,
        At("src/Domain/Domain.csproj", "<ProjectReference Include=\"../Persistence/Persistence.csproj\" />"),
        At("src/Domain/Domain.csproj", "<PackageReference Include=\"NodaTime\" />"));

    [Theory]
    [InlineData("using Slotline.Graph.Requests;")]
    [InlineData("using Microsoft.AspNetCore.Http;")]
    public void Refuse_persistence_that_knows_how_it_is_asked(string text) => Refuses(
        LayerRules.Persistence, At("src/Persistence/A.cs", text), At("src/Persistence/A.cs", "using Slotline.Domain;"));

    [Theory]
    [InlineData("using Slotline.Graph.Engine;")]
    [InlineData("using Slotline.Domain.Requests;")]
    public void Refuse_a_transport_that_knows_more_than_bytes(string text) => Refuses(
        LayerRules.Transport,
        At("src/Graph/Transport/A.cs", text),
        At("src/Graph/Transport/A.cs", "using Slotline.Graph.Transport.Sockets; using Microsoft.AspNetCore.Http;"));

    [Theory]
    [InlineData("class A;", "sealed class A;")]
    [InlineData("record A;", "abstract record A; sealed record B : A;")]
    [InlineData("class A<T>;", "class A<T>; sealed class B : A<int>;")]
    [InlineData("partial class A; partial class A;", "sealed partial class A; partial class A;")]
    public void Refuse_what_is_open_for_nobody(string refused, string allowed) => Refuses(
        HabitRules.Sealed, At("src/A.cs", refused), At("src/A.cs", allowed + " static class C; record struct D;"));

    [Fact]
    public void Refuse_an_interface_with_one_implementation() => Refuses(
        HabitRules.Interfaces,
        At("src/A.cs", "interface IBus; sealed class Bus : IBus;"),
        At("src/A.cs", "interface IBus; sealed class Bus : IBus; sealed class RedisBus : IBus; interface IBox; "
            + "sealed class Box<T> : IBox;"));

    [Fact]
    public void Refuse_a_swallowed_error() => Refuses(
        HabitRules.Catches,
        At("src/A.cs", "class A { void B() { try { C(); } catch { } } }"),
        At("src/A.cs", "class A { void B() { try { C(); } catch (D) {\n// It is gone already.\n} } }"));

    [Theory]
    [InlineData("DateTime.UtcNow")]
    [InlineData("DateTimeOffset.Now")]
    [InlineData("SystemClock.Instance")]
    [InlineData("TimeProvider.System")]
    public void Refuse_another_clock(string clock) => Refuses(
        HabitRules.Clocks, At("src/A.cs", $"var now = {clock};"), At("src/A.cs", "var now = clock.Now();"));

    [Theory]
    [InlineData("// TODO: later")]
    [InlineData("throw new NotImplementedException();")]
    public void Refuse_what_is_left_to_do(string text) => Refuses(
        HabitRules.Leftovers, At("src/A.cs", text), At("src/A.cs", "// To do this twice is harmless."));

    [Fact]
    public void Refuse_a_hidden_warning() => Refuses(
        HabitRules.Suppressions, At("src/A.cs", "#pragma warning disable CA1000"), At("src/A.cs", "#nullable enable"));

    [Theory]
    [InlineData("tests/A.cs", "[Fact(Skip = \"flaky\")]")]
    [InlineData("web/src/a.test.ts", "it.skip('works', () => {});")]
    [InlineData("web/src/a.test.ts", "describe.only('works', () => {});")]
    public void Refuse_a_skipped_test(string path, string text) => Refuses(
        HabitRules.Skips, At(path, text), At(path, "query.Skip(10);"));

    [Fact]
    public void Have_a_name_and_a_probe_each()
    {
        var probed = typeof(TidyRulesTests).GetMethods()
            .Count(method => method.Name.StartsWith("Refuse_", StringComparison.Ordinal));

        Assert.Equal(SourceIsTidyTests.Rules.Count, probed);
        Assert.NotEmpty(Repository.CSharp);
    }

    private static void Refuses(
        Func<IReadOnlyList<SourceFile>, IEnumerable<Offence>> rule, SourceFile refused, SourceFile allowed)
    {
        Assert.NotEmpty(rule([refused]));
        Assert.Empty(rule([allowed]));
    }

    private static SourceFile At(string path, string text) => new(path, text);

    private static string Methods(int shortCount, int longCount)
    {
        var shortOnes = Enumerable.Range(0, shortCount).Select(i => $"    void Short{i}() {{ }}\n");
        var longOnes = Enumerable.Range(0, longCount)
            .Select(i => $"    void Long{i}()\n    {{\n{Tall[..(16 * 28)]}    }}\n");
        return $"class A\n{{\n{string.Concat(shortOnes.Concat(longOnes))}}}\n";
    }
}
