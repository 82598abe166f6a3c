namespace ConductBot.Cases;

/// <summary>A picture or document that came with a report. Its bytes lie apart, sealed under the case's key.</summary>
/// <param name="Id">Of this piece alone.</param>
/// <param name="MediaType">What the bytes are, told by the bytes: <c>image/png</c>.</param>
/// <param name="Sha256">The hash of the bytes as they came, 64 small hexadecimal digits.</param>
public sealed record Evidence(string Id, string MediaType, long Bytes, string Sha256);

/// <summary>Evidence with its bytes, on its way into a case or out of it.</summary>
public sealed record EvidenceFile(Evidence Evidence, ReadOnlyMemory<byte> Content);
