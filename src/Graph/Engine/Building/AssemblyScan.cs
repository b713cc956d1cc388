using System.Reflection;

namespace Slotline.Graph.Engine.Building;

/// <summary>What the scanned assemblies contribute, in a stable order.</summary>
internal sealed class AssemblyScan
{
    public AssemblyScan(IEnumerable<Assembly> assemblies)
    {
        Types = [.. assemblies.Distinct().SelectMany(assembly => assembly.GetTypes())
            .OrderBy(type => type.FullName, StringComparer.Ordinal)];
        Queries = MethodsOf<QueryTypeAttribute>();
        Mutations = MethodsOf<MutationTypeAttribute>();
        Subscriptions = MethodsOf<SubscriptionTypeAttribute>();
        Extensions = Types
            .SelectMany(type => type.GetCustomAttributes().OfType<IExtension>().Select(e => (e.Extended, type)))
            .SelectMany(extension => Members.Methods(extension.type).Select(method => (extension.Extended, method)))
            .ToLookup(pair => pair.Extended, pair => pair.method);
        NodeResolvers = [.. Types.Where(type => type.IsClass)
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(method => method.GetCustomAttribute<NodeResolverAttribute>() is not null)];
    }

    public IReadOnlyList<Type> Types { get; }

    public IReadOnlyList<MethodInfo> Queries { get; }

    public IReadOnlyList<MethodInfo> Mutations { get; }

    public IReadOnlyList<MethodInfo> Subscriptions { get; }

    public IReadOnlyList<MethodInfo> NodeResolvers { get; }

    public ILookup<Type, MethodInfo> Extensions { get; }

    /// <summary>The records that implement an interface of the schema.</summary>
    public IEnumerable<Type> Implementing(Type @interface) =>
        Types.Where(type => type is { IsClass: true, IsAbstract: false } && @interface.IsAssignableFrom(type));

    private List<MethodInfo> MethodsOf<TAttribute>()
        where TAttribute : Attribute => [.. Types
            .Where(type => type.GetCustomAttribute<TAttribute>() is not null)
            .SelectMany(Members.Methods)];
}
