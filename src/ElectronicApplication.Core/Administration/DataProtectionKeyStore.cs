using System.Text;
using System.Xml.Linq;
using ElectronicApplication.Core.Kernel;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ElectronicApplication.Core.Administration;

/// <summary>Keeps the keys of cookies and antiforgery tokens in the database, so that all processes of a role share them; encrypted, so that a backup does not give them away.</summary>
public sealed class DataProtectionKeyStore(IServiceScopeFactory scopes, KeyRing keys) : IXmlRepository
{
    private readonly DataKey _key = new(keys.DerivedKey("data-protection"));

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var scope = scopes.CreateScope();
        var rows = scope.ServiceProvider.GetRequiredService<AppDbContext>().Set<DataProtectionKey>().AsNoTracking().ToList();
        return rows.ConvertAll(r => XElement.Parse(Encoding.UTF8.GetString(_key.Decrypt(r.XmlCipher, Binding(r.Id)))));
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var scope = scopes.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        var id = Guid.CreateVersion7();
        db.Add(new DataProtectionKey { Id = id, Name = friendlyName, XmlCipher = _key.Encrypt(Encoding.UTF8.GetBytes(element.ToString(SaveOptions.DisableFormatting)), Binding(id)) });
        db.SaveChanges();
    }

    private static string Binding(Guid id) => $"data-protection:{id:N}";
}
