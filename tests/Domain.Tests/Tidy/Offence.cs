namespace Slotline.Domain.Tests.Tidy;

/// <summary>One place that breaks a rule.</summary>
internal sealed record Offence(string Path, int Line, string What)
{
    public override string ToString() => $"{Path}:{Line}: {What}";
}
