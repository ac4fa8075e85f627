using System.Text;
using System.Text.Json.Nodes;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Procedures;
using ElectronicApplication.Core.Submissions;
using ElectronicApplication.Core.Tests.Submissions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ElectronicApplication.Core.Tests.Procedures;

public sealed class PublishingTests
{
    [Fact]
    public async Task Files_published_before_change_nothing_even_when_later_ones_followed()
    {
        await using var town = await SubmissionTown.FoundAsync();
        using var catalogue = new CatalogueFolder();
        catalogue.Write("park", "公園");
        Assert.Equal((1, true), await ImportAsync(town, catalogue));
        catalogue.Write("park", "公園の使用");
        Assert.Equal((2, true), await ImportAsync(town, catalogue));
        catalogue.Write("park", "公園");
        Assert.Equal((1, false), await ImportAsync(town, catalogue));
        Assert.Equal("公園の使用", (await Catalog(town).FindAsync("park", default))!.Procedure.Title.Ja);
    }

    [Fact]
    public async Task Processes_that_import_the_same_files_at_once_publish_each_procedure_once()
    {
        await using var town = await SubmissionTown.FoundAsync();
        using var catalogue = new CatalogueFolder();
        for (var i = 0; i < 5; i++)
            catalogue.Write($"park-{i}", $"公園 {i}");
        var imports = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => town.Do<ImportCatalog, IReadOnlyList<ImportedProcedure>>(h => h.HandleAsync(catalogue.Path, Act.System(), default)))));
        Assert.Equal(5, imports.Sum(results => results.Count(r => r.IsNew)));
        Assert.All(imports.SelectMany(results => results), r => Assert.Equal((1, 1), (r.Version, r.Newest)));
        Assert.Equal(5, (await town.RowsAsync<FormVersion>()).Count(v => v.ProcedureCode.StartsWith("park", StringComparison.Ordinal)));
        Assert.Equal(5, (await town.RowsAsync<ActEntry>()).Count);
    }

    [Fact]
    public async Task A_version_that_does_not_compile_leaves_the_last_good_one_and_all_other_procedures_open()
    {
        await using var town = await SubmissionTown.FoundAsync();
        await town.Do<AppDbContext, int>(db =>
        {
            db.Add(Broken(SubmissionTown.Open, 2, town));
            db.Add(Broken("never-good", 1, town));
            return db.SaveChangesAsync();
        });
        Catalog(town).Forget();
        Assert.Equal([SubmissionTown.ForAccounts, SubmissionTown.Limited, SubmissionTown.Open, SubmissionTown.Timed], (await Catalog(town).ListAsync(default)).Select(v => v.Procedure.Code).Order());
        Assert.Equal(1, (await Catalog(town).FindAsync(SubmissionTown.Open, default))!.Number);
        Assert.Null(await Catalog(town).FindAsync("never-good", default));
        Assert.True((await town.PostAsync(new JsonObject { ["name"] = "太郎" })).IsOk);
    }

    private static ProcedureCatalog Catalog(SubmissionTown town) => town.Database.Services.GetRequiredService<ProcedureCatalog>();

    private static async Task<(int? Version, bool IsNew)> ImportAsync(SubmissionTown town, CatalogueFolder catalogue)
    {
        var result = Assert.Single(await town.Do<ImportCatalog, IReadOnlyList<ImportedProcedure>>(h => h.HandleAsync(catalogue.Path, Act.System(), default)));
        Assert.Empty(result.Problems);
        return (result.Version, result.IsNew);
    }

    private static FormVersion Broken(string code, int number, SubmissionTown town) => new()
    {
        Id = Guid.CreateVersion7(), ProcedureCode = code, Number = number, ProcedureJson = "{}"u8.ToArray(), FormJson = "{\"pages\":7}"u8.ToArray(), MappingJson = "{}"u8.ToArray(),
        ContentSha256 = new byte[32], PublishedAt = town.Clock.GetUtcNow().UtcDateTime,
    };

    private sealed class CatalogueFolder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("ea-catalogue-").FullName;

        public void Write(string code, string title)
        {
            var folder = Directory.CreateDirectory(System.IO.Path.Combine(Path, code)).FullName;
            File.WriteAllText(System.IO.Path.Combine(folder, "procedure.json"), SubmissionTown.Procedure(code, "None", title: title), Encoding.UTF8);
            File.WriteAllText(System.IO.Path.Combine(folder, "form.json"), """{"pages":[{"id":"main","title":"内容","fields":[{"id":"name","type":"text","label":"氏名"}]}]}""");
            File.WriteAllText(System.IO.Path.Combine(folder, "mapping.json"), """{"targets":[]}""");
        }

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
