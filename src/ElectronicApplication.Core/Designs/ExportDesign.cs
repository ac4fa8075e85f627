using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Forms;
using ElectronicApplication.Forms.Packages;

namespace ElectronicApplication.Core.Designs;

public sealed record ExportedDesign(byte[] Zip, string FileName);

/// <summary>書き出し: what stands as one file, for another municipality or for safekeeping. Who took it out of the house is recorded.</summary>
public sealed class ExportDesign(AppDbContext db, DesignDesk desk, OpenDesign open, TimeProvider time)
{
    /// <summary>As free text in the manifest.</summary>
    private const string Product = "ElectronicApplication";

    public async Task<Result<ExportedDesign>> HandleAsync(string code, string municipality, Act act, CancellationToken cancel)
    {
        var found = await desk.FindAsync(code, act, cancel);
        if (found.Error is { } hidden)
            return hidden;
        var head = found.Value.Design.Head;
        var tree = await open.RevisionAsync(code, head, act, cancel);
        if (tree.Error is { } missing)
            return missing;
        var now = time.GetUtcNow();
        byte[] zip;
        try
        {
            zip = ProcedurePackage.Write(tree.Value.ToFiles(), new(now.ToOffset(JapanTime.Offset), municipality, Product));
        }
        catch (DefinitionException e)
        {
            return new Error("not-exportable", ErrorKind.Unprocessable, $"手続の設定が足りないため、書き出せません。{e.Problems[0].MessageJa}", e.Problems[0].MessageEn);
        }
        db.Add(ActEntry.Of(act, "design.exported", null, now.UtcDateTime, $"{code} r{head}", shownToApplicant: false));
        await db.SaveChangesAsync(cancel);
        return new ExportedDesign(zip, $"{code}-r{head}.zip");
    }
}
