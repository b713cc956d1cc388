using System.Text.RegularExpressions;

namespace Slotline.Domain.Tests.Tidy;

/// <summary>What ships beside the code says the same thing everywhere.</summary>
public sealed partial class ShippingTests
{
    [Fact]
    public void The_example_of_dot_env_shows_every_variable_of_the_compose_file_with_its_default()
    {
        var compose = File.ReadAllText(Path.Combine(Repository.Root, "docker-compose.yml"));
        var used = Variable().Matches(compose)
            .Select(match => $"{match.Groups["name"].Value}={match.Groups["otherwise"].Value}").Distinct().Order();
        var example = File.ReadLines(Path.Combine(Repository.Root, ".env.example"))
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Replace("\"", "", StringComparison.Ordinal))
            .Order();

        Assert.Equal(used, example);
    }

    [Fact]
    public void The_image_restores_every_project_that_the_server_is_made_of()
    {
        var dockerfile = File.ReadAllText(Path.Combine(Repository.Root, "Dockerfile"));
        var projects = Repository.Files
            .Where(file => file.IsIn("src") && file.Path.EndsWith(".csproj", StringComparison.Ordinal));

        Assert.All(projects, project => Assert.Contains($"COPY {project.Path} ", dockerfile, StringComparison.Ordinal));
    }

    [GeneratedRegex(@"\$\{(?<name>[A-Z_]+):-(?<otherwise>[^}]*)\}")]
    private static partial Regex Variable();
}
