import SheetFuzzing

/// Any bytes as a workbook, and as the parts of one: a random archive seldom unpacks, so the XML
/// inside would never be reached.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzXLSX(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let input = UnsafeRawBufferPointer(start: bytes, count: count)
  guard let choice = input.first else { return 0 }
  if choice == UInt8(ascii: "P") {
    SheetFuzzing.readAsFile(input)
  } else {
    SheetFuzzing.readAsPart(UnsafeRawBufferPointer(rebasing: input.dropFirst()), Int(choice))
  }
  return 0
}
