namespace ElectronicApplication.Forms.Definitions;

internal static class ProcedureReader
{
    public static ProcedureDefinition Read(ReadOnlyMemory<byte> json) => throw new NotImplementedException();
}

internal static class FormReader
{
    public static FormDefinition Read(ReadOnlyMemory<byte> json) => throw new NotImplementedException();
}
