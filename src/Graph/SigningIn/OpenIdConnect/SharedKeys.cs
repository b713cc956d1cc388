using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Slotline.Persistence.Access;

namespace Slotline.Graph.SigningIn.OpenIdConnect;

/// <summary>Keeps the keys of ASP.NET Core's data protection where all nodes find them.</summary>
internal sealed class SharedKeys(ProtectionKeys keys) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements() => [.. keys.Read().Select(xml => XElement.Parse(xml))];

    public void StoreElement(XElement element, string friendlyName) =>
        keys.Add($"{friendlyName}.{Guid.CreateVersion7():N}", element.ToString(SaveOptions.DisableFormatting));
}
